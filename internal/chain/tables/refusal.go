package tables

import (
	"bytes"
	"errors"

	"gex/internal/chain/cells"
	"gex/internal/chain/input"
)

// refusals are the keys under which APIs say why they send nothing.
var refusals = map[string]bool{"error": true, "errors": true, "message": true, "msg": true, "fault": true, "faultstring": true, "detail": true,
	"details": true, "description": true, "error_description": true, "Error Message": true, "Note": true, "Information": true, "errmsg": true,
	"errorMessage": true, "error_message": true, "title": true, "reason": true}

// NotChain is the error for JSON that suits no layout: it breaks off, is not a single value, or is an error
// of an API. nil when it is none of these.
func NotChain(s *input.Source) error {
	if !input.BeginsJSON(s.Data) {
		return nil
	}
	j := JSONRows{JSONText: JSONText{text: s.Data}, Src: s}
	says, size := "", 0
	err := j.End(j.refusal(&says, &size))
	if err != nil && errors.Is(err, input.ErrTruncated) {
		return err
	}
	switch {
	case err == nil && bytes.Contains(s.Data[:min(len(s.Data), 200)], []byte(`"gex.`)):
		return s.Fail(1, "", "the file is a result of gex, not a chain", "give the file it was made from; gex diff compares two results")
	case err == nil && says == "" && size <= fewValues:
		return s.Fail(1, "", "the file is JSON without any option", "the vendor sent no data: check the symbol and the date, and fetch it again")
	case err != nil || says == "" || size > maxRefusal:
		return nil
	}
	return s.Fail(1, "", "the file is an error response of an API, not a chain: it says "+cells.Quote(says),
		"the vendor refused the request: check the key, the subscription and the symbol, and fetch it again")
}

// fewValues are too few values for an option, which has a strike, a side, an expiry and more.
const fewValues = 4

// maxRefusal is how many values an error of an API may have.
const maxRefusal = 100

// refusal walks over a value and takes the first text under a key that reports an error.
func (j *JSONRows) refusal(says *string, size *int) error {
	*size++
	switch j.Peek() {
	case '{':
		return j.Object(func(key []byte) error {
			if !refusals[string(key)] || j.Peek() != '"' {
				return j.refusal(says, size)
			}
			text, err := j.Cell()
			if *says == "" {
				*says = string(bytes.TrimSpace(text))
			}
			return err
		})
	case '[':
		return j.Array(func(int) error { return j.refusal(says, size) })
	}
	return j.skip()
}
