"""Builds and measures compact-clip, the dual encoder that ships with the app. See README.md."""
