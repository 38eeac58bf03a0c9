package vol

// Work returns what the fit of American options has computed: sides of expiries solved finely, as drafts and roughly, and
// premiums of quotes.
func Work(s *Surface) (fine, draft, rough, premiums int) {
	return s.work.solved[0], s.work.solved[1], s.work.solved[2], s.work.asked
}
