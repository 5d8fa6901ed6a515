using System.Collections.Immutable;

namespace Skiller.Silo.Configuration;

/// <summary>The names of the settings in the environment.</summary>
internal static class SettingNames
{
    public const string Prefix = "Skiller__";
    public const string Urls = "ASPNETCORE_URLS";
    public const string Http2Url = "Skiller__Http2Url";
    public const string OperationsUrl = "Skiller__OperationsUrl";
    public const string Data = "Skiller__Data";
    public const string Database = "Skiller__Database";
    public const string DatabasePasswordFile = "Skiller__DatabasePasswordFile";
    public const string KeyFile = "Skiller__KeyFile";
    public const string Roles = "Skiller__Roles";
    public const string SiloAddress = "Skiller__SiloAddress";
    public const string SiloPort = "Skiller__SiloPort";
    public const string GatewayPort = "Skiller__GatewayPort";
    public const string PublicUrl = "Skiller__PublicUrl";
    public const string TrustedProxies = "Skiller__TrustedProxies";
    public const string ClusterId = "Skiller__ClusterId";
    public const string ServiceId = "Skiller__ServiceId";
    public const string AllowSimulation = "Skiller__AllowSimulation";
    public const string CaptureMails = "Skiller__CaptureMails";
    public const string AllowPrivateWebhooks = "Skiller__AllowPrivateWebhooks";
    public const string PasswordIterations = "Skiller__PasswordIterations";
    public const string MostRequests = "Skiller__MostRequests";
    public const string ShedAtCpu = "Skiller__ShedAtCpu";
    public const string DrainSeconds = "Skiller__DrainSeconds";
    public const string LetterSeconds = "Skiller__LetterSeconds";
    public const string LetterBundleSeconds = "Skiller__LetterBundleSeconds";
    public const string OtlpEndpoint = "Skiller__OtlpEndpoint";
    public const string TraceShare = "Skiller__TraceShare";
    public const string LogFormat = "Skiller__LogFormat";
    public const string Dashboard = "Skiller__Dashboard";

    public const string MailFrom = "Skiller__MailFrom";
    public const string SmtpHost = "Skiller__SmtpHost";
    public const string SmtpPort = "Skiller__SmtpPort";
    public const string SmtpSecurity = "Skiller__SmtpSecurity";
    public const string SmtpUser = "Skiller__SmtpUser";
    public const string SmtpPassword = "Skiller__SmtpPassword";
    public const string SmtpPasswordFile = "Skiller__SmtpPasswordFile";

    public static readonly ImmutableArray<string> All =
    [
        Http2Url, OperationsUrl, Data, Database, DatabasePasswordFile, KeyFile, Roles, SiloAddress, SiloPort, GatewayPort, PublicUrl, TrustedProxies, ClusterId, ServiceId,
        AllowSimulation, CaptureMails, AllowPrivateWebhooks, PasswordIterations, MostRequests, ShedAtCpu, DrainSeconds, LetterSeconds, LetterBundleSeconds,
        OtlpEndpoint, TraceShare, LogFormat, Dashboard,
        MailFrom, SmtpHost, SmtpPort, SmtpSecurity, SmtpUser, SmtpPassword, SmtpPasswordFile,
    ];
}
