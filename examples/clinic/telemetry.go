package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/stdout/stdoutmetric"
	"go.opentelemetry.io/otel/exporters/stdout/stdouttrace"
	"go.opentelemetry.io/otel/metric"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"

	"github.com/oudpath/oudpath/plan/httpapi"
)

// telemetry tells what requests of the API came to, as OpenTelemetry has it: a span for each, and how long they took. It holds the
// operation, the method, the status, the kind of problem and the number of the request in the log, and nothing of what is on record, no
// address and nobody's name. It is off unless somebody asks for it.
type telemetry struct {
	traces  *sdktrace.TracerProvider
	metrics *sdkmetric.MeterProvider
	tracer  trace.Tracer
	took    metric.Float64Histogram
}

// newTelemetry returns the telemetry of that name, which writes to w: "stdout" is the only one here. One that sends to a collector differs
// in the two exporters.
func newTelemetry(name string, w io.Writer) (*telemetry, error) {
	if name != "stdout" {
		return nil, fmt.Errorf("no telemetry %q: there is stdout", name)
	}
	spans, err := stdouttrace.New(stdouttrace.WithWriter(w))
	if err != nil {
		return nil, err
	}
	measurements, err := stdoutmetric.New(stdoutmetric.WithWriter(w))
	if err != nil {
		return nil, err
	}
	service := resource.NewSchemaless(attribute.String("service.name", "oudpath-clinic"))
	t := &telemetry{traces: sdktrace.NewTracerProvider(sdktrace.WithBatcher(spans), sdktrace.WithResource(service)),
		metrics: sdkmetric.NewMeterProvider(sdkmetric.WithReader(sdkmetric.NewPeriodicReader(measurements)), sdkmetric.WithResource(service))}
	t.tracer = t.traces.Tracer("plan/httpapi")
	t.took, err = t.metrics.Meter("plan/httpapi").Float64Histogram("http.server.request.duration", metric.WithUnit("s"),
		metric.WithDescription("How long requests took"))
	return t, err
}

// methods are those that are told by their name: any other is a word of the client's own.
var methods = []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions}

// observe is what httpapi.Config.Observe calls. The names of attributes are the conventions of OpenTelemetry.
func (t *telemetry) observe(o httpapi.Observation) {
	operation, method := o.Operation, o.Method
	if operation == "" {
		operation = "unknown"
	}
	if !slices.Contains(methods, method) {
		method = "_OTHER"
	}
	all := []attribute.KeyValue{attribute.String("oudpath.operation", operation), attribute.String("http.request.method", method),
		attribute.Int("http.response.status_code", o.Status)}
	if o.Problem != "" {
		all = append(all, attribute.String("error.type", o.Problem))
	}
	t.took.Record(context.Background(), o.Took.Seconds(), metric.WithAttributes(all...))
	_, span := t.tracer.Start(context.Background(), method+" "+operation, trace.WithTimestamp(o.Began), trace.WithSpanKind(trace.SpanKindServer),
		trace.WithAttributes(append(all, attribute.String("oudpath.request", o.Request), attribute.Int("http.response.body.size", o.Bytes))...))
	if o.Status >= http.StatusInternalServerError {
		span.SetStatus(codes.Error, o.Problem)
	}
	span.End(trace.WithTimestamp(o.Began.Add(o.Took)))
}

// close writes what is still to be written.
func (t *telemetry) close(ctx context.Context) error {
	return errors.Join(t.traces.Shutdown(ctx), t.metrics.Shutdown(ctx))
}
