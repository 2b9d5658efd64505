"""Templates of replies: keeping them in three languages. ("templates" are Django's.)"""
