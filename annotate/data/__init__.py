"""The tables and models that ship with the package; README.md beside this file says where each comes from."""
