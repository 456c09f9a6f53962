"""Lists, pages and forms: the frame, components and charts every page of the portal is made of."""
