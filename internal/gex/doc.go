// Package gex turns a chain and its surface into dealer exposures, levels and hedging
// flows.
//
// In: a [gex/internal/chain.Chain], the [gex/internal/vol.Surface] fitted to it, and
// [Options]: who is long what, which contracts, in which unit. Out: documents of
// package report, one per verb (the Build functions in build.go), a row of a market
// (Summarize), a check of the data (Audit), what changed between two books and why
// (Diff), with
//
//	GEX            currency of dealer delta per +1% of spot, per point, or shares (Options.Unit)
//	DEX            currency of dealer delta
//	VEX            currency of delta per +1 volatility point
//	CEX            currency of delta per calendar day
//	levels, flips  prices of the underlying
//	flows          units of the underlying that dealers trade, and currency at the scenario's spot; > 0: they buy
//
// Positive GEX means that dealers are long gamma and trade against a move. One rule
// governs every sign:
//
//	dealer trade = −(change in the dealers' option delta)
//
// Begin with [NewBook] in book.go, the only file that knows who is long what, and
// expose in exposure.go. Then:
//
//	exposure.go, bucket.go          exposures by contract, strike, expiry, days to expiry      docs/theory.md 4
//	profile.go, curves.go           exposures as functions of spot                             5.1
//	smile.go                        smiles and term structure, for pictures                       3.8, 6.3
//	byspot.go                       contracts at any spot, under the volatility rule           5.1, 7.2
//	flip.go, refine.go, dip.go      roots of the profile: bracketed, and none missed           5.2
//	significant.go                  which roots count                                          5.3
//	level.go, regime.go, outlook.go walls, max pain, expected move, regime, later times        6
//	odds.go                         probabilities of levels, from the smile                    6.6
//	sensitivity.go, variation.go    levels under other assumptions, and their bands            6.5
//	sharedprofile.go                profiles that follow from another one                      6.5
//	movingsmile.go                  the flip when the smile follows spot, GEX near spot        6.5, 7.2
//	implicit.go, quotenoise.go      what moves the flip, and its error from the quotes         6.5
//	scenario.go, volrule.go         repricing at another spot, volatility and time             7.1, 7.2
//	part.go, flow.go                trades by bucket, root and side, and their attribution     7.4
//	flowladder.go, timeladder.go,
//	grid.go, close.go               the tables of flows                                        7.1, 7.3
//	cascade.go                      where outside shocks come to rest: begin there             7.6
//	cascade_feedback.go,
//	cascade_dealers.go              what trades with a move, at the nodes between which all is found
//	cascade_fold.go, cascade_path.go  the shock that lets spot rest at a price: folds, rests, pockets
//	cascade_absorb.go, cascade_lowest.go  what needs no impact
//	combine.go, combine_chain.go,
//	combine_rows.go, bin.go         one book of several underlyings on the price of one
//	refit.go                        its members, and those of any book, fitted under other assumptions
//	audit_combined.go,
//	diff_combined.go                its check, and its change from an earlier one
//	family.go                       which of them move together
//	diff.go                         the change of GEX between two chains, explained            7.5
//	positions.go, suspect.go        positions that are missing, or not plausible
//	filter.go, options.go           the user's choices, refused when they make no sense
//	mapping.go, future.go           levels as prices of another instrument, trades in futures
//
// A Book is for one goroutine at a time. Its documents hold none of its memory, which
// [Book.Drop] hands on to the next one. Nothing here reads files or formats tables.
package gex
