"""Files that people send and receive: values in, bytes out, and back."""
