"""Today: the front page of somebody who works here."""
