# Search
name = Search
field-q = What are you looking for?
find = Search
none = There is nothing like this here. Try a shorter word or another form.
total = { $count ->
    [one] { $count } thing found
   *[other] { $count } things found
  }
more = More
