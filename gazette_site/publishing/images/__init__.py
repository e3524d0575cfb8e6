"""Pictures made once for each content: facsimiles of printed pages, title cards."""
