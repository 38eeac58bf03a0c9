package report

// Warning is a finding that affects how far the numbers can be trusted.
type Warning struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}
