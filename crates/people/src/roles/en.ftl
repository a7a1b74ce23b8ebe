wrong-self = Nobody gives a role to themselves. Another administrator is needed.
wrong-holds = This person has this role already.
wrong-proposed = This role is proposed already and waits to be confirmed.
wrong-last = This is the last administrator. Add a second one first.
