"""The words about what people said."""
