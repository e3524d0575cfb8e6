"""大事记: one entry per event, its days, the months it covers."""
