"""How our own Tesseract model is made: text → lines → pictures of lines → training → one small file.

A part of `ocr` that no page needs when it is read. `python -m ocr.training` makes the model, and goes on where it was
stopped; docs/model.md tells the whole way to one who has never trained a model.
"""
