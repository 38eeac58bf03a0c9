package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/gocarina/gocsv"

	"gex/internal/market"
)

// longRow is a row of the layout long.
type longRow struct {
	Underlying   string  `csv:"underlying"`
	Spot         float64 `csv:"spot"`
	QuoteTime    string  `csv:"quote_time"`
	Root         string  `csv:"root"`
	Expiration   string  `csv:"expiration"`
	Strike       float64 `csv:"strike"`
	Type         string  `csv:"type"`
	Bid          float64 `csv:"bid"`
	Ask          float64 `csv:"ask"`
	Last         float64 `csv:"last"`
	Volume       float64 `csv:"volume"`
	OpenInterest float64 `csv:"open_interest"`
	IV           float64 `csv:"iv"`
	Delta        float64 `csv:"delta"`
	Gamma        float64 `csv:"gamma"`
	Multiplier   float64 `csv:"multiplier"`
	DealerQty    float64 `csv:"dealer_qty"`
}

// cboeRow is a row of Cboe's quotedata, whose headings stand twice, for calls and for puts: fields of one heading are
// taken in this order.
type cboeRow struct {
	Expiration string `csv:"Expiration Date"`

	Call             string  `csv:"Calls"`
	CallLast         float64 `csv:"Last Sale"`
	CallNet          float64 `csv:"Net"`
	CallBid          float64 `csv:"Bid"`
	CallAsk          float64 `csv:"Ask"`
	CallVolume       float64 `csv:"Volume"`
	CallIV           float64 `csv:"IV"`
	CallDelta        float64 `csv:"Delta"`
	CallGamma        float64 `csv:"Gamma"`
	CallOpenInterest float64 `csv:"Open Interest"`

	Strike float64 `csv:"Strike"`

	Put             string  `csv:"Puts"`
	PutLast         float64 `csv:"Last Sale"`
	PutNet          float64 `csv:"Net"`
	PutBid          float64 `csv:"Bid"`
	PutAsk          float64 `csv:"Ask"`
	PutVolume       float64 `csv:"Volume"`
	PutIV           float64 `csv:"IV"`
	PutDelta        float64 `csv:"Delta"`
	PutGamma        float64 `csv:"Gamma"`
	PutOpenInterest float64 `csv:"Open Interest"`
}

// readNaive reads a sample of either layout, by what its first line says.
func readNaive(path string) ([]*naiveChain, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := bufio.NewReader(f)
	if start, _ := in.Peek(len("underlying,")); string(start) == "underlying," {
		return naiveLong(in)
	}
	c, err := naiveCboe(in)
	return []*naiveChain{c}, err
}

// unmarshalLong is the naive way to read the layout long.
func unmarshalLong(in io.Reader) (rows []longRow, err error) {
	err = gocsv.Unmarshal(in, &rows)
	return rows, err
}

// unmarshalCboe is the naive way to read Cboe's quotedata: three lines of preamble, then a table.
func unmarshalCboe(in *bufio.Reader) (preamble [3]string, rows []cboeRow, err error) {
	for i := range preamble {
		if preamble[i], err = in.ReadString('\n'); err != nil {
			return preamble, nil, err
		}
	}
	gocsv.ShouldAlignDuplicateHeadersWithStructFieldOrder = true
	err = gocsv.Unmarshal(in, &rows)
	return preamble, rows, err
}

func naiveLong(in io.Reader) ([]*naiveChain, error) {
	rows, err := unmarshalLong(in)
	if err != nil {
		return nil, err
	}
	var chains []*naiveChain
	of := map[string]*naiveChain{}
	for _, r := range rows {
		c := of[r.Underlying]
		if c == nil {
			asOf, err := time.Parse(time.RFC3339, r.QuoteTime)
			if err != nil {
				return nil, err
			}
			c = &naiveChain{underlying: r.Underlying, spot: r.Spot, asOf: asOf}
			chains, of[r.Underlying] = append(chains, c), c
		}
		expiry, err := market.ParseDate(r.Expiration)
		if err != nil {
			return nil, err
		}
		c.add(r.Root, expiry, option{put: r.Type == "P", strike: r.Strike, vol: r.IV}, r.OpenInterest, r.Multiplier)
	}
	return chains, nil
}

func naiveCboe(in *bufio.Reader) (*naiveChain, error) {
	preamble, rows, err := unmarshalCboe(in)
	if err != nil {
		return nil, err
	}
	c := &naiveChain{}
	if c.spot, err = cboeSpot(preamble[1]); err != nil {
		return nil, err
	}
	if c.asOf, err = cboeTime(preamble[2]); err != nil {
		return nil, err
	}
	for _, r := range rows {
		t, err := time.Parse("Mon Jan 02 2006", r.Expiration)
		if err != nil {
			return nil, err
		}
		expiry := market.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}
		root := r.Call[:len(r.Call)-len("251120C05700000")]
		c.underlying = market.LookupRoot(root).Underlying
		c.add(root, expiry, option{strike: r.Strike, vol: r.CallIV}, r.CallOpenInterest, 0)
		c.add(root, expiry, option{put: true, strike: r.Strike, vol: r.PutIV}, r.PutOpenInterest, 0)
	}
	return c, nil
}

// cboeSpot reads the price out of `S&P 500 INDEX,Last: 4697.24,Change:  8.56`.
func cboeSpot(line string) (float64, error) {
	_, after, _ := strings.Cut(line, "Last: ")
	number, _, _ := strings.Cut(after, ",")
	return strconv.ParseFloat(number, 64)
}

// cboeTime reads the time out of `"Date: January 7, 2024 at 10:52 AM EST",Bid: …`.
func cboeTime(line string) (time.Time, error) {
	_, after, _ := strings.Cut(line, "Date: ")
	text, _, _ := strings.Cut(after, `"`)
	at := strings.LastIndexByte(text, ' ')
	if at < 0 {
		return time.Time{}, fmt.Errorf("no time in %s", bytes.TrimSpace([]byte(line)))
	}
	return time.ParseInLocation("January 2, 2006 at 3:04 PM", text[:at], market.NewYork)
}
