just text, no PHP
