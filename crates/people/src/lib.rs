//! Communities, members, organisations, sign-in, sessions, roles, and the desk.
