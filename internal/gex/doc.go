// Package gex turns a chain and its surface into dealer exposures, levels and hedging flows.
//
// In: a chain.Chain, the vol.Surface fitted to it, and who is long what. Out: a document of package report: one a verb (the
// Build functions), a row of a market (Summarize), a check of the data (Audit), what changed from one book to another and
// why (Diff). Exposures are US$ of dealer delta per +1 % of spot unless Options.Unit says otherwise; positive GEX means that
// dealers are long gamma and trade against the move. One rule governs every sign: dealer trade = -(change in the dealers'
// option delta), in shares, positive when they buy. docs/theory.md, sections 4 to 7, has the formulas.
package gex
