package chain

import (
	"gex/internal/chain/assembly"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
)

// ErrSettled is the cause of the error about a file all of whose contracts had settled by the time of its quotes.
var ErrSettled = assembly.ErrSettled

// The types of a chain are declared in package model for the packages below this one. Callers use them by these
// names.
type (
	// Chain is one underlying at one point in time: contracts in columns, grouped by expiry.
	Chain = model.Chain
	// Expiry is one root and one settlement instant: a range of the columns.
	Expiry = model.Expiry
	// Contract is one row of a Chain.
	Contract = model.Contract
	// Right is the side of an option.
	Right = model.Right
	// Reason says why a contract is left out.
	Reason = model.Reason
	// Repair marks what was repaired in a contract's record; a set of bits.
	Repair = model.Repair
	// Warning is a caveat that is reported with the result.
	Warning = model.Warning
	// Problem is a place in a file that could not be read as written.
	Problem = model.Problem
	// Options say how to read a file. With the zero value everything comes from the file.
	Options = model.Options
	// DateOrder says which number of a date like 3/4/2025 is the day.
	DateOrder = model.DateOrder
	// Format is one known layout: its name, its columns, an example.
	Format = tables.Format
	// Column is one column of a layout.
	Column = tables.Column
	// SeveralDates is the cause of the error about a file that has quotes from several dates.
	SeveralDates = assembly.SeveralDates
	// IVUnit says whether a volatility of 15 is percent or a fraction.
	IVUnit = model.IVUnit
)

const (
	Call = model.Call
	Put  = model.Put

	Live           = model.Live
	Unreadable     = model.Unreadable
	Duplicate      = model.Duplicate
	Adjusted       = model.Adjusted
	Expired        = model.Expired
	NoOpenInterest = model.NoOpenInterest
	NoPosition     = model.NoPosition
	NoVolatility   = model.NoVolatility

	ExpiryRolled  = model.ExpiryRolled
	CellUnread    = model.CellUnread
	QuoteUnclosed = model.QuoteUnclosed

	DatesByContent = model.DatesByContent
	DayFirst       = model.DayFirst
	MonthFirst     = model.MonthFirst

	IVByContent = model.IVByContent
	IVFraction  = model.IVFraction
	IVPercent   = model.IVPercent
)

// RepairNames lists every repair with its name, in the order of the bits.
var RepairNames = model.RepairNames

// ErrNoSymbol is the cause of the error about a requested underlying that the file does not have.
var ErrNoSymbol = assembly.ErrNoSymbol
