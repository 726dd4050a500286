"""Where Placet is put together: routes, pages, sign-in, command line."""
