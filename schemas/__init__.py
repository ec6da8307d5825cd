"""Our own rules and profiles, as data. README.md says where each foreign schema comes from."""
