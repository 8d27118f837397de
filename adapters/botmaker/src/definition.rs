//! What an administrator enters to install a widget: Botmaker takes no file, only the fields of a form.
