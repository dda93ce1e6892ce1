"""Configuration of the documentation: Markdown through MyST, warnings are errors in CI."""

import sys
from pathlib import Path

# found in this checkout, installed or not
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from wagtail_bigcommerce import __version__

project = "wagtail-bigcommerce"
author = "The wagtail-bigcommerce authors"
copyright = author
release = version = __version__

extensions = ["myst_parser", "sphinx_wagtail_theme"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "sphinx_wagtail_theme"
html_theme_options = {"project_name": project, "github_url": "", "footer_links": ""}
html_title = project
html_static_path = ["_static"]
html_css_files = ["docs.css"]
