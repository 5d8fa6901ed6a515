using Microsoft.Extensions.Logging;

namespace Skiller.Grains.Activity;

/// <summary>What every aggregate needs; one constructor parameter instead of three.</summary>
internal sealed record AggregateServices(IActivityLog Log, TimeProvider Clock, ILoggerFactory Loggers);
