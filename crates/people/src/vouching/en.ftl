wrong-self = Nobody vouches for themselves.
wrong-count = { $left ->
    [one] You can print { $left } more invitation. At most 20 may be unused.
   *[other] You can print { $left } more invitations. At most 20 may be unused.
}
wrong-slip = This invitation cannot be used: the code is another one, somebody has used it already, or it is too old.
