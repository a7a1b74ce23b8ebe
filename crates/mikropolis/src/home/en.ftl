# Home
welcome = { $name }: we live here
lead = Stories, places and help between neighbours. Everybody may read, and join.
stories = Stories
no-story = There is no story here yet. Tell the first one, two sentences will do.
tell = Tell a story
offers = Needed and offered
no-offer = Nobody asks for anything or offers anything yet. Begin with something small.
places = Places
no-place = There are no places here yet. Add the first one.
all-places = All places on the map and in the list
neighbourhoods = Neighbourhoods
nobody-yet = There is no neighbourhood here yet. Whoever started the program has the code for the first page.
