package tables

import (
	"bytes"
	"errors"
	"strconv"

	"gex/internal/chain/cells"
	"gex/internal/chain/input"
)

// refusals are the keys under which APIs report errors.
var refusals = map[string]bool{"error": true, "errors": true, "message": true, "msg": true, "fault": true, "faultstring": true, "detail": true,
	"details": true, "description": true, "error_description": true, "Error Message": true, "Note": true, "Information": true, "errmsg": true,
	"errorMessage": true, "error_message": true, "title": true, "reason": true, "retMsg": true, "emsg": true, "remarks": true}

// NotChain is the error for JSON that fits no layout because it is truncated, is not a single value, or is an error
// response of an API. It is nil otherwise.
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
		return s.Fail(1, "", "the file is output of gex, not an option chain", "give the file it was made from; gex diff compares two results")
	case err == nil && says == "" && size <= fewValues:
		return s.Fail(1, "", "the file is JSON with no options in it", "the vendor sent no data: check the symbol and the date, and fetch it again")
	case err != nil || says == "" || size > maxRefusal:
		return nil
	}
	return s.Fail(1, "", "the file is an error response of an API, not a chain: it says "+quoteLong(says),
		"the vendor refused the request: check the key, the subscription and the symbol, and fetch it again")
}

// quoteLong quotes what an API says, which may give the limit that was exceeded at its end.
func quoteLong(says string) string {
	const limit = 400
	if len(says) > limit {
		return strconv.Quote(cells.UTF8(says[:limit])) + "…"
	}
	return strconv.Quote(cells.UTF8(says))
}

// fewValues is fewer than the values of an option, which has a strike, a side, an expiry and more.
const fewValues = 4

// maxRefusal is the maximum number of values in an error response.
const maxRefusal = 100

// refusal searches a value for the first text under a key that reports an error.
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
