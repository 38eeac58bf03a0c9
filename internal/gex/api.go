package gex

import (
	"gex/internal/chain"
	"gex/internal/report"
	"gex/internal/vol"
)

// Book is the used contracts of one underlying as signed columns.
type Book struct{}

// NewBook signs the contracts of a chain. Errors: an option value it does not know, sign "column" without a
// dealer_qty column, filters that leave nothing.
func NewBook(c *chain.Chain, s *vol.Surface, o Options) (*Book, error) { panic("todo") }

// Build computes the whole report but for Header.Version and Header.Input.
func Build(b *Book) *report.Report { panic("todo") }

// Contracts lists every record that was asked for, used or left out, in chain order.
func Contracts(b *Book) []report.Contract { panic("todo") }
