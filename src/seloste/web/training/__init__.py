"""Training and quality: samples, listening and judging the service, own feedback."""
