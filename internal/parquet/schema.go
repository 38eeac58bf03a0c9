package parquet

import (
	"math"

	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"
)

// leaf is a column of values.
type leaf struct {
	name     string // with those of the groups around it, joined with points
	physical format.Type
	width    int    // bytes of a value, 0 if they differ
	text     texter // appends a value as a cell; nil for lists
	nulls    int    // definition level of a value that is there; 0: there always is one
}

// leafsOf lists the columns of a schema, in the order of the chunks of a row group.
func leafsOf(schema []format.SchemaElement) ([]leaf, error) {
	if len(schema) == 0 {
		return nil, damaged("it has no schema")
	}
	s := schemaReader{rest: schema[1:]}
	if err := s.group(int(schema[0].NumChildren.V), "", 0, false, 0); err != nil {
		return nil, err
	}
	if len(s.rest) > 0 {
		return nil, damaged("its schema has %d columns too many", len(s.rest))
	}
	return s.leafs, nil
}

// schemaReader reads a schema, which lists groups and columns depth first.
type schemaReader struct {
	rest  []format.SchemaElement
	leafs []leaf
}

// group reads so many children of a group. nulls is the definition level of a value in it, repeated whether it is in a list.
func (s *schemaReader) group(children int, prefix string, nulls int, repeated bool, depth int) error {
	if depth > deepest {
		return damaged("its schema is too deep")
	}
	for range children {
		if len(s.rest) == 0 {
			return damaged("its schema lacks columns")
		}
		e := &s.rest[0]
		s.rest = s.rest[1:]
		inside, list := nulls, repeated
		switch e.RepetitionType.V {
		case format.Optional:
			inside++
		case format.Repeated:
			inside, list = inside+1, true
		}
		name := prefix + e.Name
		if !e.Type.Valid {
			if err := s.group(int(e.NumChildren.V), name+".", inside, list, depth+1); err != nil {
				return err
			}
			continue
		}
		l := leaf{name: name, physical: e.Type.V, width: widthOf(e), nulls: inside}
		if !list {
			if l.text = texterOf(e); l.text == nil {
				return damaged("column %s has an unknown type", name)
			}
		}
		s.leafs = append(s.leafs, l)
	}
	return nil
}

// widthOf is how many bytes a value has, 0 if they differ.
func widthOf(e *format.SchemaElement) int {
	switch e.Type.V {
	case format.Int32, format.Float:
		return 4
	case format.Int64, format.Double:
		return 8
	case format.Int96:
		return 12
	case format.FixedLenByteArray:
		return int(max(e.TypeLength.V, 0))
	}
	return 0
}

// texterOf says how the values of a column are written, by its logical type or the older converted type; nil for a type that
// does not exist.
func texterOf(e *format.SchemaElement) texter {
	switch t := e.LogicalType.Value.(type) {
	case *format.DecimalType:
		return decimals(e.Type.V, t.Scale)
	case *format.DateType:
		return days
	case *format.TimestampType:
		return timestamps(unitOf(t.Unit), t.IsAdjustedToUTC)
	case *format.TimeType:
		return timesOfDay(e.Type.V, unitOf(t.Unit))
	case *format.IntType:
		return integers(e.Type.V, t.IsSigned)
	case *format.UUIDType:
		return uuids
	case *format.Float16Type:
		return halfs
	}
	if !e.ConvertedType.Valid {
		return plainTexter(e.Type.V)
	}
	switch e.ConvertedType.V {
	case deprecated.Decimal:
		return decimals(e.Type.V, e.Scale.V)
	case deprecated.Date:
		return days
	case deprecated.TimestampMillis:
		return timestamps(1e6, true)
	case deprecated.TimestampMicros:
		return timestamps(1e3, true)
	case deprecated.TimeMillis:
		return timesOfDay(e.Type.V, 1e6)
	case deprecated.TimeMicros:
		return timesOfDay(e.Type.V, 1e3)
	case deprecated.Uint8, deprecated.Uint16, deprecated.Uint32, deprecated.Uint64:
		return integers(e.Type.V, false)
	}
	return plainTexter(e.Type.V)
}

// unitOf is the unit of a time in nanoseconds.
func unitOf(u format.TimeUnit) int64 {
	if u.Value == nil {
		return math.MaxInt64
	}
	return int64(u.Value.Duration())
}
