"""Who wrote an article, and where: names in all their forms, posts, marks, affiliations by their parts."""

from archive.markup import XML_LANG, find_elements, find_texts
from ocr.person import PersonName
from tests.archive.articles import jats_of
from tests.builders import a_contributor, an_affiliation, an_article


def test_a_name_in_several_languages_is_one_author() -> None:
    alternatives = (PersonName(surname="Seitkali", given_names="A. B."), PersonName(surname="Сейткали", given_names="А. Б."))
    root = jats_of(an_article(authors=(a_contributor(alternatives=alternatives),)))
    [author] = find_elements(root, "//contrib[@contrib-type='author']")
    assert [(name.get(XML_LANG), name.findtext("surname")) for name in find_elements(author, "name-alternatives/name")] == [
        ("kk", "Сейітқали"),
        ("en", "Seitkali"),
    ]
    assert find_texts(author, "string-name/text()") == ["Сейткали А. Б."]


def test_a_form_that_is_no_name_stands_beside_the_name() -> None:
    root = jats_of(an_article(authors=(a_contributor(alternatives=(PersonName(surname="Seitkali1"),)),)))
    assert find_texts(root, "//contrib/name/surname/text()") == ["Сейітқали"]
    assert find_texts(root, "//contrib/string-name/text()") == ["Seitkali1"]


def test_a_supervisor_is_no_author_and_keeps_the_printed_label() -> None:
    supervisor = a_contributor("Жүсіпова", "Б. Ж.", role="Ғылыми жетекші", posts=("доцент",), email="zhusupova@mail.kz")
    root = jats_of(an_article(supervisors=(supervisor,)))
    assert find_texts(root, "//contrib[@contrib-type='author']//surname/text()") == ["Сейітқали"]
    [found] = find_elements(root, "//contrib-group[@content-type='supervisors']/contrib")
    assert find_texts(found, ".//surname/text()") == ["Жүсіпова"]
    assert [(role.get("content-type"), role.text) for role in found.iter("role")] == [
        (None, "доцент"),
        ("label-as-printed", "Ғылыми жетекші"),
    ]
    assert find_texts(found, "xref[@ref-type='corresp']/@rid") == ["cor1"]


def test_an_orcid_is_an_address_of_its_own() -> None:
    root = jats_of(an_article(authors=(a_contributor(orcid="0000-0002-1825-0097", corresponding=True),)))
    assert find_texts(root, "//contrib/contrib-id[@contrib-id-type='orcid']/text()") == ["https://orcid.org/0000-0002-1825-0097"]
    assert find_texts(root, "//contrib/@corresp") == ["yes"]


def test_that_there_are_more_authors_than_named_is_told() -> None:
    root = jats_of(an_article(authors_incomplete=True))
    assert find_texts(root, "//custom-meta[meta-name='authors-incomplete']/meta-value/text()") != []


def test_a_name_with_digits_is_kept_as_it_was_read() -> None:
    root = jats_of(an_article(authors=(a_contributor("Сейітқали1,2", "А."),)))
    assert root.findtext(".//contrib/string-name") == "Сейітқали1,2 А."


def test_a_name_of_mixed_scripts_claims_no_language() -> None:
    [name] = find_elements(jats_of(an_article(authors=(a_contributor("Ceйітқали", "А."),))), "//name")
    assert name.get(XML_LANG) is None


def test_an_affiliation_is_kept_whole_with_its_parts_tagged() -> None:
    line = "докторант, Тарих факультеті, Карагандинский университет им. Е.А. Букетова, Караганда, Казахстан."
    printed = an_affiliation(
        line,
        departments=("Тарих факультеті",),
        institutions=("Карагандинский университет им. Е.А. Букетова",),
        city="Караганда",
        country="Казахстан",
        country_code="KZ",
    )
    [aff] = find_elements(jats_of(an_article(affiliations=(printed,))), "//aff")
    assert "".join(map(str, aff.itertext())) == line
    assert [(part.tag, part.get("content-type"), part.text) for part in aff] == [
        ("institution", "dept", "Тарих факультеті"),
        ("institution", None, "Карагандинский университет им. Е.А. Букетова"),
        ("city", None, "Караганда"),
        ("country", None, "Казахстан"),
    ]
    assert find_texts(aff, "country/@country") == ["KZ"]


def test_an_affiliation_in_several_languages_is_one_place_that_its_authors_point_to() -> None:
    place = an_affiliation("Абай атындағы университет", label="1", alternatives=("Abai University",))
    root = jats_of(an_article(authors=(a_contributor(affiliations=(0,)),), affiliations=(place,)))
    forms = find_elements(root, "//aff-alternatives/aff")
    assert [(form.get("id"), form.get(XML_LANG), form.text) for form in forms] == [
        ("aff1", "kk", "Абай атындағы университет"),
        ("aff1-2", "en", "Abai University"),
    ]
    assert find_texts(root, "//contrib/xref/@rid") == ["aff1", "aff1-2"]
