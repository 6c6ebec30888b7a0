// Package vector holds the loops in which the engine Cohort spends most of its time. They add in several strands, which a processor can
// add at the same time: one strand would wait for each addition to end. They count up to the length of x, to which all else is cut
// before, so that no step has to look at a length again; with slices that grow shorter step by step the widest of them took almost
// twice as long.
//
// Sums of floating-point numbers depend on their order, which is fixed here, and products are rounded before they are added: the same bits
// on every machine. It is no general algebra.
package vector

// Sum returns Σ x.
func Sum(x []float64) float64 {
	var a, b, c, d float64
	i := 0
	for ; i < len(x)-3; i += 4 {
		a += x[i]
		b += x[i+1]
		c += x[i+2]
		d += x[i+3]
	}
	for _, v := range x[i:] {
		a += v
	}
	return (a + b) + (c + d)
}

// Dot returns Σ x·y. y must not be shorter than x.
func Dot(x, y []float64) float64 {
	var a, b, c, d float64
	y = y[:len(x)]
	i := 0
	for ; i < len(x)-3; i += 4 {
		a += float64(x[i] * y[i])
		b += float64(x[i+1] * y[i+1])
		c += float64(x[i+2] * y[i+2])
		d += float64(x[i+3] * y[i+3])
	}
	for ; i < len(x); i++ {
		a += float64(x[i] * y[i])
	}
	return (a + b) + (c + d)
}

// Dots returns Σ x·y and Σ x·z. y and z must not be shorter than x.
func Dots(x, y, z []float64) (xy, xz float64) {
	var a, b, c, d float64
	y, z = y[:len(x)], z[:len(x)]
	i := 0
	for ; i < len(x)-1; i += 2 {
		u, v := x[i], x[i+1]
		a += float64(u * y[i])
		b += float64(v * y[i+1])
		c += float64(u * z[i])
		d += float64(v * z[i+1])
	}
	if i < len(x) {
		a += float64(x[i] * y[i])
		c += float64(x[i] * z[i])
	}
	return a + b, c + d
}

// Carry sets to = x·y·by and returns Σ x. to and y must not be shorter than x.
func Carry(to, x, y []float64, by float64) float64 {
	var a, b float64
	to, y = to[:len(x)], y[:len(x)]
	i := 0
	for ; i < len(x)-1; i += 2 {
		u, v := x[i], x[i+1]
		to[i] = u * y[i] * by
		to[i+1] = v * y[i+1] * by
		a += u
		b += v
	}
	if i < len(x) {
		to[i] = x[i] * y[i] * by
		a += x[i]
	}
	return a + b
}

// CarryDots is Carry and Dots in one pass: it sets to = x·y·by and returns Σ x, Σ x·a and Σ x·b.
func CarryDots(to, x, y, a, b []float64, by float64) (total, xa, xb float64) {
	var total2, xa2, xb2 float64
	to, y, a, b = to[:len(x)], y[:len(x)], a[:len(x)], b[:len(x)]
	i := 0
	for ; i < len(x)-1; i += 2 {
		u, v := x[i], x[i+1]
		to[i] = u * y[i] * by
		to[i+1] = v * y[i+1] * by
		total += u
		total2 += v
		xa += float64(u * a[i])
		xa2 += float64(v * a[i+1])
		xb += float64(u * b[i])
		xb2 += float64(v * b[i+1])
	}
	if i < len(x) {
		v := x[i]
		to[i] = v * y[i] * by
		total, xa, xb = total+v, xa+float64(v*a[i]), xb+float64(v*b[i])
	}
	return total + total2, xa + xa2, xb + xb2
}

// Pile is Carry that adds to what is there.
func Pile(to, x, y []float64, by float64) float64 {
	var a, b float64
	to, y = to[:len(x)], y[:len(x)]
	i := 0
	for ; i < len(x)-1; i += 2 {
		u, v := x[i], x[i+1]
		to[i] += float64(u * y[i] * by)
		to[i+1] += float64(v * y[i+1] * by)
		a += u
		b += v
	}
	if i < len(x) {
		to[i] += float64(x[i] * y[i] * by)
		a += x[i]
	}
	return a + b
}
