"""A procedure as a picture: what is drawn, where it stands, and the drawing itself.

Procedures are a line with ways back, ways on and ends, so that is how they are drawn: the
stages stand one below the other in the order of the flow; each lists the steps that lead
out of it, and from every step a line leads to where it goes: down to the next stage, back
along the left, on along the right, or to an end beside it.  What may be done from almost
everywhere (withdraw, hold, resume, reopen) is told below instead of drawn.  Words stand in
boxes and lines in lanes of their own, so nothing can lie over anything else.

Layout libraries place boxes and bend edges, but know nothing of steps listed in boxes nor
of what may be left out; the ones there are (grandalf, igraph, ELK through Node) are
unmaintained, binary, or need a second language.
"""
