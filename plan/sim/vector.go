package sim

// The loops below are all that the engine Cohort does with most of its time. They add in several strands, which a processor can
// add at the same time: one strand would wait for each addition to end.

func sum(x []float64) float64 {
	var a, b, c, d float64
	for len(x) >= 4 {
		a += x[0]
		b += x[1]
		c += x[2]
		d += x[3]
		x = x[4:]
	}
	for _, v := range x {
		a += v
	}
	return (a + b) + (c + d)
}

// dot returns Σ x·y. y must not be shorter than x.
func dot(x, y []float64) float64 {
	var a, b, c, d float64
	for len(x) >= 4 && len(y) >= 4 {
		a += float64(x[0] * y[0])
		b += float64(x[1] * y[1])
		c += float64(x[2] * y[2])
		d += float64(x[3] * y[3])
		x, y = x[4:], y[4:]
	}
	for i, v := range x {
		a += float64(v * y[i])
	}
	return (a + b) + (c + d)
}

// dots returns Σ x·y and Σ x·z. y and z must not be shorter than x.
func dots(x, y, z []float64) (xy, xz float64) {
	var a, b, c, d float64
	for len(x) >= 2 && len(y) >= 2 && len(z) >= 2 {
		u, v := x[0], x[1]
		a += float64(u * y[0])
		b += float64(v * y[1])
		c += float64(u * z[0])
		d += float64(v * z[1])
		x, y, z = x[2:], y[2:], z[2:]
	}
	for i, v := range x {
		a += float64(v * y[i])
		c += float64(v * z[i])
	}
	return a + b, c + d
}

// carry sets to = x·y·by and returns Σ x. All must be as long as x.
func carry(to, x, y []float64, by float64) float64 {
	var a, b float64
	for len(x) >= 2 && len(y) >= 2 && len(to) >= 2 {
		u, v := x[0], x[1]
		to[0] = u * y[0] * by
		to[1] = v * y[1] * by
		a += u
		b += v
		x, y, to = x[2:], y[2:], to[2:]
	}
	for i, v := range x {
		to[i] = v * y[i] * by
		a += v
	}
	return a + b
}

// carryDots is pile and dots in one pass: it sets to += x·y·by and returns Σ x, Σ x·a and Σ x·b.
func carryDots(to, x, y, a, b []float64, by float64) (total, xa, xb float64) {
	var total2, xa2, xb2 float64
	for len(x) >= 2 && len(y) >= 2 && len(to) >= 2 && len(a) >= 2 && len(b) >= 2 {
		u, v := x[0], x[1]
		to[0] += float64(u * y[0] * by)
		to[1] += float64(v * y[1] * by)
		total += u
		total2 += v
		xa += float64(u * a[0])
		xa2 += float64(v * a[1])
		xb += float64(u * b[0])
		xb2 += float64(v * b[1])
		x, y, to, a, b = x[2:], y[2:], to[2:], a[2:], b[2:]
	}
	for i, v := range x {
		to[i] += float64(v * y[i] * by)
		total += v
		xa += float64(v * a[i])
		xb += float64(v * b[i])
	}
	return total + total2, xa + xa2, xb + xb2
}

// pile is carry that adds to what is there.
func pile(to, x, y []float64, by float64) float64 {
	total := 0.0
	y, to = y[:len(x)], to[:len(x)]
	for i, v := range x {
		to[i] += float64(v * y[i] * by)
		total += v
	}
	return total
}
