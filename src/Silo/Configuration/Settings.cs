using System.Collections.Immutable;
using System.Net;
using Skiller.Storage;

namespace Skiller.Silo.Configuration;

/// <summary>Everything that a node is told from outside: the environment's <c>ASPNETCORE_URLS</c> and <c>Skiller__…</c>, checked before anything starts.</summary>
internal sealed record Settings
{
    /// <summary>Addresses that the public is served on.</summary>
    public required ImmutableArray<string> PublicAddresses { get; init; }

    /// <summary>A further address of the public on which HTTP/2 alone is spoken, without TLS: for proxies and load generators of the own network. Null: there is none.</summary>
    public required Uri? Http2Url { get; init; }

    /// <summary>Where health, metrics and operations are served.</summary>
    public required Uri OperationsUrl { get; init; }

    /// <summary>Whether <see cref="OperationsUrl"/> was set, so that a node elsewhere may be meant.</summary>
    public required bool NamesOperationsUrl { get; init; }

    /// <summary>The node's own folder, absolute.</summary>
    public required string Data { get; init; }

    /// <summary>A PostgreSQL connection string, null: SQLite in <see cref="Data"/>.</summary>
    public required string? Database { get; init; }

    /// <summary>A file that holds the password of <see cref="Database"/>, null: the connection string has it.</summary>
    public required string? DatabasePasswordFile { get; init; }

    /// <summary>A file of the keys that secrets in the database are sealed with, null: they are not.</summary>
    public required string? KeyFile { get; init; }

    public required NodeRoles Roles { get; init; }

    /// <summary>The address of the silo's own two ports; loopback unless set, because whoever reaches them is trusted (D8).</summary>
    public required IPAddress SiloAddress { get; init; }

    /// <summary>0: a free one, chosen at the first start.</summary>
    public required int SiloPort { get; init; }

    /// <summary>0: a free one, chosen at the first start.</summary>
    public required int GatewayPort { get; init; }

    /// <summary>What absolute links begin with, without a slash at its end.</summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>Whether the settings say it, rather than where the node is.</summary>
    public required bool NamesPublicUrl { get; init; }

    public required ImmutableArray<System.Net.IPNetwork> TrustedProxies { get; init; }

    public required string ClusterId { get; init; }

    public required string ServiceId { get; init; }

    public required bool AllowSimulation { get; init; }

    /// <summary>Whether mails to simulated members are kept as files, rather than not written at all.</summary>
    public required bool CaptureMails { get; init; }

    /// <summary>Whether webhooks may lead to private addresses and without TLS.</summary>
    public required bool AllowPrivateWebhooks { get; init; }

    /// <summary>PBKDF2-SHA512 rounds of new passwords.</summary>
    public required int PasswordIterations { get; init; }

    /// <summary>Requests that a front works on at once.</summary>
    public required int MostRequests { get; init; }

    /// <summary>Percent of the machine's processors above which a gateway turns calls of fronts away.</summary>
    public required int ShedAtCpu { get; init; }

    /// <summary>How long readiness says no before the public address closes, so that a load balancer has looked.</summary>
    public required TimeSpan DrainGrace { get; init; }

    /// <summary>How long a silo rests between two looks at who is to be written to of what they were told.</summary>
    public required TimeSpan LetterLook { get; init; }

    /// <summary>How long what members are told by mail at once waits for more.</summary>
    public required TimeSpan LetterBundle { get; init; }

    /// <summary>How mails leave the node.</summary>
    public required MailSettings Mail { get; init; }

    /// <summary>What the node tells of itself, and to whom.</summary>
    public required TelemetrySettings Telemetry { get; init; }

    /// <summary>How lines of the log are written.</summary>
    public required LogFormat LogFormat { get; init; }

    /// <summary>Whether Orleans' dashboard is served on the operations address.</summary>
    public required bool Dashboard { get; init; }

    /// <summary>Where everything durable is.</summary>
    public StorageOptions Storage => new(Database, Data) { PasswordFile = DatabasePasswordFile, KeyFile = KeyFile };
}

/// <summary>What a process does.</summary>
[Flags]
internal enum NodeRoles
{
    None = 0,
    Silo = 1,
    Web = 2,
}
