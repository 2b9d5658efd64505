"""Pages of identity: proofs and matches for staff, codes on the portal."""
