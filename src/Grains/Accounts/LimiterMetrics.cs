using System.Diagnostics.Metrics;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Operations;

namespace Skiller.Grains.Accounts;

/// <summary>How often which limit was met, shown at <c>/metrics</c> (docs/metrics.md). Rules are few and fixed: no member and no address is in them.</summary>
internal static class LimiterMetrics
{
    private static readonly Meter _meter = new(TelemetryNames.Meter);
    private static readonly Counter<long> _rejections = _meter.CreateCounter<long>("skiller.limiter.rejections", "{request}", "Requests that met a limit, by its rule.");

    /// <summary>Codes of the second factor that were wrong too often.</summary>
    public const string SecondFactor = "second-factor";

    /// <summary>Changes of the address that were asked for too often.</summary>
    public const string AddressChange = "address-change";

    /// <summary>Shows from the start on what has not happened yet.</summary>
    public static void Begin()
    {
        foreach (var rule in (string[])[.. Enum.GetValues<LimitedAct>().Where(static act => act is not (LimitedAct.None or LimitedAct.Other)).Select(Rule), .. Enum.GetValues<SourceAct>().Select(Rule), SecondFactor, AddressChange])
        {
            _rejections.Add(0, Tag(rule));
        }
    }

    public static void Rejected(LimitedAct act) => Rejected(Rule(act));

    public static void Rejected(SourceAct act) => Rejected(Rule(act));

    public static void Rejected(string rule) => _rejections.Add(1, Tag(rule));

    private static KeyValuePair<string, object?> Tag(string rule) => new("rule", rule);

    private static string Rule(LimitedAct act) => act switch
    {
        LimitedAct.Vote => "vote",
        LimitedAct.Question => "question",
        LimitedAct.Answer => "answer",
        LimitedAct.Comment => "comment",
        _ => "other",
    };

    private static string Rule(SourceAct act) => act switch
    {
        SourceAct.SignUp => "sign-up",
        SourceAct.SignIn => "sign-in",
        SourceAct.InvitationRequest => "invitation-request",
        SourceAct.PasswordReset => "password-reset",
        _ => "other",
    };
}
