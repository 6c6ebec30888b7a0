package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetrichttp"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
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

// exporters say where the two signals go, in the words of OTEL_TRACES_EXPORTER and OTEL_METRICS_EXPORTER: otlp, console or none.
type exporters struct{ traces, metrics string }

func (e exporters) off() bool { return e.traces == "none" && e.metrics == "none" }

// asked reads the flag, and the variables of the OpenTelemetry specification where it is empty. One difference: the specification sends to a
// collector on this machine where nothing is said, and this program sends nothing.
func (e *exporters) asked(flag string, env func(string) string) error {
	switch flag {
	case "":
	case "stdout":
		*e = exporters{"console", "console"}
		return nil
	default:
		return fmt.Errorf("no telemetry %q: there is stdout, and the variables OTEL_… for a collector", flag)
	}
	*e = exporters{"none", "none"}
	if strings.EqualFold(env("OTEL_SDK_DISABLED"), "true") {
		return nil
	}
	for signal, where := range map[string]*string{"TRACES": &e.traces, "METRICS": &e.metrics} {
		if env("OTEL_EXPORTER_OTLP_ENDPOINT") != "" || env("OTEL_EXPORTER_OTLP_"+signal+"_ENDPOINT") != "" {
			*where = "otlp"
		}
		if stated := env("OTEL_" + signal + "_EXPORTER"); stated != "" {
			*where = stated
		}
		if !slices.Contains([]string{"otlp", "console", "none"}, *where) {
			return fmt.Errorf("OTEL_%s_EXPORTER is %q: there are otlp, console and none", signal, *where)
		}
		protocol := cmp.Or(env("OTEL_EXPORTER_OTLP_"+signal+"_PROTOCOL"), env("OTEL_EXPORTER_OTLP_PROTOCOL"), "http/protobuf")
		if *where == "otlp" && protocol != "http/protobuf" {
			return fmt.Errorf("OTLP over %q is not here: there is http/protobuf", protocol)
		}
	}
	return nil
}

// newTelemetry returns the telemetry that was asked for. What goes to the console is written to w, one JSON object a line; where and how OTLP
// is sent is said by the variables OTEL_EXPORTER_OTLP_….
func newTelemetry(ctx context.Context, e exporters, w io.Writer) (*telemetry, error) {
	service, err := resource.New(ctx, resource.WithAttributes(attribute.String("service.name", "oudpath-clinic")), resource.WithFromEnv())
	if err != nil {
		return nil, err
	}
	spans, err := e.spans(ctx, w)
	if err != nil {
		return nil, err
	}
	reader, err := e.reader(ctx, w)
	if err != nil {
		return nil, err
	}
	tracing, measuring := []sdktrace.TracerProviderOption{sdktrace.WithResource(service)}, []sdkmetric.Option{sdkmetric.WithResource(service)}
	if spans != nil {
		tracing = append(tracing, sdktrace.WithBatcher(spans))
	}
	if reader != nil {
		measuring = append(measuring, sdkmetric.WithReader(reader))
	}
	t := &telemetry{traces: sdktrace.NewTracerProvider(tracing...), metrics: sdkmetric.NewMeterProvider(measuring...)}
	t.tracer = t.traces.Tracer("plan/httpapi")
	t.took, err = t.metrics.Meter("plan/httpapi").Float64Histogram("http.server.request.duration", metric.WithUnit("s"),
		metric.WithDescription("How long requests took"))
	return t, err
}

func (e exporters) spans(ctx context.Context, w io.Writer) (sdktrace.SpanExporter, error) {
	switch e.traces {
	case "otlp":
		return otlptracehttp.New(ctx)
	case "console":
		return stdouttrace.New(stdouttrace.WithWriter(w))
	}
	return nil, nil
}

func (e exporters) reader(ctx context.Context, w io.Writer) (reader sdkmetric.Reader, err error) {
	var to sdkmetric.Exporter
	switch e.metrics {
	case "otlp":
		to, err = otlpmetrichttp.New(ctx)
	case "console":
		to, err = stdoutmetric.New(stdoutmetric.WithWriter(w))
	default:
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return sdkmetric.NewPeriodicReader(to), nil
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
