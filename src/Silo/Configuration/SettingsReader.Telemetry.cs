using System.Globalization;

namespace Skiller.Silo.Configuration;

/// <summary>What is said of metrics and traces.</summary>
internal sealed partial class SettingsReader
{
    private const double DefaultTraceShare = 0.01;

    private TelemetrySettings Telemetry()
    {
        if (Text(SettingNames.OtlpEndpoint) is null)
        {
            return Text(SettingNames.TraceShare) is null
                ? new TelemetrySettings(null, 0)
                : Wrong(new TelemetrySettings(null, 0), $"{SettingNames.TraceShare} is set without {SettingNames.OtlpEndpoint}, so that no trace would go anywhere.");
        }

        var endpoint = Url(SettingNames.OtlpEndpoint, "");
        if (endpoint.Scheme == Uri.UriSchemeHttp && !PrivateAddresses.HoldHost(endpoint))
        {
            _errors.Add($"{SettingNames.OtlpEndpoint}: '{endpoint.OriginalString}' would send who did what for everybody to read: https, or a collector on this machine or its own network.");
        }

        return new TelemetrySettings(endpoint, Share());
    }

    private LogFormat LogLines() => Text(SettingNames.LogFormat) switch
    {
        null or "text" => LogFormat.Text,
        "json" => LogFormat.Json,
        var other => Wrong(LogFormat.Text, $"{SettingNames.LogFormat}: '{other}' is neither text nor json."),
    };

    private double Share() => Text(SettingNames.TraceShare) is not { } text ? DefaultTraceShare
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1 ? share
        : Wrong(DefaultTraceShare, $"{SettingNames.TraceShare}: '{text}' is no share from 0 to 1, such as 0.01.");
}
