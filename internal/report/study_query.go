package report

import "slices"

// StudyQuery names one value of a study: days, or of a test ID.PREDICTOR.NAME, as vol.gex_share.p.
type StudyQuery struct {
	ID, Predictor string // "" for what is of no test
	Name          string
}

// studyTests are the tests that a study can have.
var studyTests = []struct {
	id         string
	predictors []string
}{
	{StudyVol, []string{"sign_gex", "gex_share", "flip_distance"}},
	{StudyRange, []string{"sign_gex", "gex_share", "flip_distance"}},
	{StudyHold, []string{"call_wall", "put_wall"}},
	{StudyMomentum, []string{"sign_gex"}},
	{StudyFlip, []string{"zero_gamma"}},
	{StudyRestVol, []string{"sign_gex", "gex_share", "flip_distance"}},
	{StudyRestHold, []string{"call_wall", "put_wall"}},
	{StudyPin, []string{"abs_gamma", "max_pain", "grid"}},
}

// StudyTestNames lists the tests, as vol.gex_share.
func StudyTestNames() []string {
	var names []string
	for _, t := range studyTests {
		for _, p := range t.predictors {
			names = append(names, t.id+"."+p)
		}
	}
	return names
}

// studyValues are the values of a test, with what they stand for.
var studyValues = []struct {
	name, what string
	of         func(*StudyTest) string
}{
	{"verdict", "adds, not_beyond_implied, opposite, no_evidence, too_few", func(t *StudyTest) string { return string(t.Verdict) }},
	{"p", "with controls, where there are controls", func(t *StudyTest) string { return t.P().String() }},
	{"p_alone", "without them", func(t *StudyTest) string { return t.Alone.P.String() }},
	{"t", "with controls, Newey-West", func(t *StudyTest) string { return t.controlled().T.String() }},
	{"adds_r2", "R² with the predictor less R² without", func(t *StudyTest) string { return t.controlled().AddsR2.String() }},
	{"value", "the statistic: of means, ranks, the share held, a distance", func(t *StudyTest) string { return t.Alone.Value.String() }},
	{"placebo", "what other days, or chance, give for it", func(t *StudyTest) string { return t.Placebo.String() }},
	{"n", "days", func(t *StudyTest) string { return Number(t.N).String() }},
	{"short", "mean of days that begin short gamma", func(t *StudyTest) string { return t.Group("short").Mean.String() }},
	{"long", "likewise long", func(t *StudyTest) string { return t.Group("long").Mean.String() }},
	{"ratio", "of the two", func(t *StudyTest) string { return t.Ratio.String() }},
	{"welch_t", "of their difference, if days were independent", func(t *StudyTest) string { return t.WelchT.String() }},
	{"touched", "of walls: share of the days", func(t *StudyTest) string { return t.rates().Touched.String() }},
	{"held", "share of the touched that closed inside", func(t *StudyTest) string { return t.rates().Held.String() }},
	{"placebo_touched", "the same of other days' lines at that distance", func(t *StudyTest) string { return t.rates().PlaceboTouched.String() }},
	{"placebo_held", "likewise held", func(t *StudyTest) string { return t.rates().PlaceboHeld.String() }},
	{"walk_touched", "what a driftless walk would touch", func(t *StudyTest) string { return t.rates().WalkTouched.String() }},
}

// StudyValueNames lists the values of a test.
func StudyValueNames() []string {
	var names []string
	for _, v := range studyValues {
		names = append(names, v.name)
	}
	return names
}

// StudyValuesInWords lists the values with what they stand for, a line each.
func StudyValuesInWords() []string {
	what := make([]string, len(studyValues))
	for i, v := range studyValues {
		what[i] = v.what
	}
	return inWords(StudyValueNames(), what)
}

// In returns the value as text, "" when the study lacks it.
func (q StudyQuery) In(s *Study) string {
	if q.ID == "" {
		return Number(s.Days).String()
	}
	i := slices.IndexFunc(s.Tests, func(t StudyTest) bool { return t.ID == q.ID && t.Predictor == q.Predictor })
	j := slices.Index(StudyValueNames(), q.Name)
	if i < 0 || j < 0 {
		return ""
	}
	return studyValues[j].of(&s.Tests[i])
}
