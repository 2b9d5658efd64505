"""Notice documents: reading, checking, rendering, exporting and keeping them."""
