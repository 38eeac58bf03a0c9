package report

// Outlook is the levels of the book in another state: without some expiries, or later today.
type Outlook struct {
	Scope string `json:"scope"` // identifier: now, or one of OutlookScopes
	Label string `json:"label"`
	At    Time   `json:"at"` // absent unless it is later
	GammaLevels
}

// Levels returns all levels of the row; those that need more than gamma are absent.
func (o *Outlook) Levels() *Levels { return o.GammaLevels.alone() }

// OutlookScopes are the possible scopes of an outlook except now, which is the current book.
var OutlookScopes = []string{"without_today", "without_monthly", "12:00", "14:00", "15:30", "close"}
