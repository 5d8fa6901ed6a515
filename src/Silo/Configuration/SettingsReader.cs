using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Skiller.Contracts;
using Skiller.Storage;

namespace Skiller.Silo.Configuration;

/// <summary>Reads the settings from the environment and collects everything that is wrong with them, one line each (F38).</summary>
internal sealed partial class SettingsReader
{
    /// <summary>Rounds that a stored password has at least (OWASP asks for more; DESIGN.md part 6).</summary>
    private const int FewestPasswordIterations = 100_000;

    private const int DefaultPasswordIterations = 220_000;

    private readonly Dictionary<string, string> _environment;
    private readonly ImmutableArray<string>.Builder _errors = ImmutableArray.CreateBuilder<string>();

    private SettingsReader(IEnumerable<KeyValuePair<string, string>> environment)
    {
        // Environment names of ours are read without regard to case, as .NET's configuration does.
        _environment = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in environment)
        {
            _environment[name] = value.Trim();
        }
    }

    /// <summary>The settings of this process.</summary>
    /// <exception cref="SettingsException">At least one is wrong.</exception>
    public static Settings FromEnvironment() => Read(
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(static entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? "")));

    /// <summary>The settings that an environment says.</summary>
    /// <exception cref="SettingsException">At least one is wrong.</exception>
    public static Settings Read(IEnumerable<KeyValuePair<string, string>> environment)
    {
        var reader = new SettingsReader(environment);
        var settings = reader.Read();
        return reader._errors.Count == 0 ? settings : throw new SettingsException(reader._errors.ToImmutable());
    }

    /// <summary>Names that begin like ours and are none, most likely misspelt.</summary>
    public static ImmutableArray<string> Unknown(IEnumerable<string> names) =>
    [
        .. names
            .Where(static name => name.StartsWith(SettingNames.Prefix, StringComparison.OrdinalIgnoreCase))
            .Where(static name => !SettingNames.All.Contains(name, StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal),
    ];

    private Settings Read()
    {
        var addresses = PublicAddresses();
        var simulation = Boolean(SettingNames.AllowSimulation);
        var settings = new Settings
        {
            PublicAddresses = addresses,
            Http2Url = Text(SettingNames.Http2Url) is null ? null : Url(SettingNames.Http2Url, ""),
            OperationsUrl = Url(SettingNames.OperationsUrl, "http://localhost:5081"),
            NamesOperationsUrl = Text(SettingNames.OperationsUrl) is not null,
            Data = Path.GetFullPath(Text(SettingNames.Data) ?? "data"),
            Database = Database(),
            DatabasePasswordFile = DatabasePasswordFile(),
            KeyFile = Checked(SettingNames.KeyFile, static path => Storage.Keys.KeyFile.Read(path)),
            Roles = Roles(),
            SiloAddress = Address(),
            SiloPort = Number(SettingNames.SiloPort, 0, 0, IPEndPoint.MaxPort),
            GatewayPort = Number(SettingNames.GatewayPort, 0, 0, IPEndPoint.MaxPort),
            PublicUrl = Url(SettingNames.PublicUrl, PublicUrls.Reachable(addresses[0])),
            NamesPublicUrl = Text(SettingNames.PublicUrl) is not null,
            TrustedProxies = Networks(),
            ClusterId = Text(SettingNames.ClusterId) ?? "skiller",
            ServiceId = Text(SettingNames.ServiceId) ?? "skiller",
            AllowSimulation = simulation,
            CaptureMails = Boolean(SettingNames.CaptureMails),
            AllowPrivateWebhooks = Boolean(SettingNames.AllowPrivateWebhooks),
            PasswordIterations = Number(SettingNames.PasswordIterations, DefaultPasswordIterations, 1, 10_000_000),
            MostRequests = Number(SettingNames.MostRequests, 1_000, 8, 100_000),
            ShedAtCpu = Number(SettingNames.ShedAtCpu, 90, 10, 100),
            DrainGrace = TimeSpan.FromSeconds(Number(SettingNames.DrainSeconds, 0, 0, 300)),
            LetterLook = TimeSpan.FromSeconds(Number(SettingNames.LetterSeconds, 5, 1, 60)),
            LetterBundle = TimeSpan.FromSeconds(Number(SettingNames.LetterBundleSeconds, (int)Limits.LetterBundle.TotalSeconds, 1, 3_600)),
            Mail = Mail(),
            Telemetry = Telemetry(),
            LogFormat = LogLines(),
            Dashboard = Boolean(SettingNames.Dashboard),
        };
        CheckTogether(settings);
        return settings;
    }

    private void CheckTogether(Settings settings)
    {
        if (settings is { AllowSimulation: false, PasswordIterations: < FewestPasswordIterations })
        {
            _errors.Add($"{SettingNames.PasswordIterations} is under {FewestPasswordIterations:N0}, which only {SettingNames.AllowSimulation}=true permits.");
        }

        if (settings.CaptureMails && (!settings.AllowSimulation || settings.Mail.Server is not null))
        {
            _errors.Add($"{SettingNames.CaptureMails} keeps mails to simulated members as files: it needs {SettingNames.AllowSimulation}=true, and no {SettingNames.SmtpHost}.");
        }

        if (settings is { Database: null, Roles: not (NodeRoles.Silo or (NodeRoles.Silo | NodeRoles.Web)) })
        {
            _errors.Add($"{SettingNames.Roles} without silo needs {SettingNames.Database}: a front finds its cluster through PostgreSQL.");
        }

        if (settings.SiloPort == settings.GatewayPort && settings.SiloPort != 0)
        {
            _errors.Add($"{SettingNames.SiloPort} and {SettingNames.GatewayPort} are the same port.");
        }

        if (settings.OperationsUrl.Scheme != Uri.UriSchemeHttp)
        {
            _errors.Add($"{SettingNames.OperationsUrl} asks for TLS, which operations are served without: http, on an address that is the operator's alone.");
        }

        if (settings.Http2Url is { } http2)
        {
            CheckHttp2(http2, settings);
        }

        if (settings.Dashboard && !PrivateAddresses.HoldHost(settings.OperationsUrl))
        {
            _errors.Add($"{SettingNames.Dashboard} shows the cluster on {SettingNames.OperationsUrl}, and '{settings.OperationsUrl.OriginalString}' is not this machine's or its own network's alone.");
        }

        if (settings.PublicUrl.Scheme == Uri.UriSchemeHttp && !PrivateAddresses.HoldHost(settings.PublicUrl))
        {
            _errors.Add($"{SettingNames.PublicUrl}: '{settings.PublicUrl.OriginalString}' would send passwords for everybody to read: https, with a proxy before the node that ends TLS.");
        }

        if (settings.Roles.HasFlag(NodeRoles.Web) && settings.OperationsUrl.Port != 0
            && settings.PublicAddresses.Any(address => PublicUrls.Port(address) == settings.OperationsUrl.Port))
        {
            _errors.Add($"{SettingNames.OperationsUrl} has a port of {SettingNames.Urls}: operations are never served on the public one.");
        }
    }

    // Browsers speak HTTP/2 with TLS only, which a proxy ends: this address is for what stands beside the node.
    private void CheckHttp2(Uri http2, Settings settings)
    {
        if (http2.Scheme != Uri.UriSchemeHttp || http2.Port == 0 || !PrivateAddresses.HoldHost(http2))
        {
            _errors.Add($"{SettingNames.Http2Url}: '{http2.OriginalString}' must be http, with a port, on an address of this machine or its own network, since nothing is encrypted there.");
        }

        if (http2.Port == settings.OperationsUrl.Port || settings.PublicAddresses.Any(address => PublicUrls.Port(address) == http2.Port))
        {
            _errors.Add($"{SettingNames.Http2Url} has a port of {SettingNames.Urls} or {SettingNames.OperationsUrl}: a port without TLS speaks one version of HTTP.");
        }
    }

    private ImmutableArray<string> PublicAddresses()
    {
        var addresses = (Text(SettingNames.Urls) ?? "http://localhost:5080")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var address in addresses)
        {
            if (PublicUrls.Port(address) is null)
            {
                _errors.Add($"{SettingNames.Urls}: '{address}' is no address like http://localhost:5080 or http://*:80.");
            }
            else if (address.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
            {
                _errors.Add($"{SettingNames.Urls}: '{address}' asks for TLS, which a proxy before the node ends: http here, https in {SettingNames.PublicUrl}.");
            }
        }

        return addresses.Length > 0 && _errors.Count == 0 ? [.. addresses] : ["http://localhost:5080"];
    }

    private NodeRoles Roles()
    {
        var roles = NodeRoles.None;
        foreach (var word in (Text(SettingNames.Roles) ?? "silo,web").Split(',', StringSplitOptions.TrimEntries))
        {
            roles |= word switch
            {
                "silo" => NodeRoles.Silo,
                "web" => NodeRoles.Web,
                _ => Wrong(NodeRoles.None, $"{SettingNames.Roles}: '{word}' is not a role; there are silo, web, and silo,web."),
            };
        }

        return roles;
    }

    // What is set may hold a password and is never shown.
    private string? Database() => Text(SettingNames.Database) is not { } text ? null
        : StorageOptions.IsConnectionString(text) ? text
        : Wrong<string?>(null, $"{SettingNames.Database} is no connection string like Host=localhost;Database=skiller;Username=skiller;Password=…; an address postgres://… is none.");

    private IPAddress Address() => Text(SettingNames.SiloAddress) is not { } text ? IPAddress.Loopback
        : !IPAddress.TryParse(text, out var address) ? Wrong(IPAddress.Loopback, $"{SettingNames.SiloAddress}: '{text}' is no IP address.")
        : address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? Wrong(IPAddress.Loopback, $"{SettingNames.SiloAddress}: '{text}' is where nobody can be reached; other nodes are told this address, so name the machine's own.")
        : !PrivateAddresses.Hold(address) ? Wrong(IPAddress.Loopback, $"{SettingNames.SiloAddress}: '{text}' is a public address, and whoever reaches a silo's ports may call any grain: name a private one.")
        : address;

    private ImmutableArray<System.Net.IPNetwork> Networks()
    {
        var networks = ImmutableArray.CreateBuilder<System.Net.IPNetwork>();
        foreach (var text in (Text(SettingNames.TrustedProxies) ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (System.Net.IPNetwork.TryParse(text, out var network))
            {
                networks.Add(network);
            }
            else if (IPAddress.TryParse(text, out var address))
            {
                networks.Add(new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8));
            }
            else
            {
                _errors.Add($"{SettingNames.TrustedProxies}: '{text}' is no network like 10.0.0.0/8.");
            }
        }

        return networks.ToImmutable();
    }

    private Uri Url(string name, string otherwise)
    {
        var text = Text(name) ?? otherwise;
        return Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query.Length == 0
            ? url
            : Wrong(new Uri("http://localhost"), $"{name}: '{text}' is no address like http://localhost:5081.");
    }

    private bool Boolean(string name) => Text(name) is { } text
        && (bool.TryParse(text, out var value) ? value : Wrong(false, $"{name}: '{text}' is neither true nor false."));

    private int Number(string name, int otherwise, int least, int most) => Text(name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value
        : Wrong(otherwise, $"{name}: '{text}' is no number from {least} to {most}.");

    private string? Text(string name) => _environment.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    private T Wrong<T>(T instead, string message)
    {
        _errors.Add(message);
        return instead;
    }
}
