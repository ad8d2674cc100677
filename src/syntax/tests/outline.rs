//! Small reports of every construct, with what is understood of them.
