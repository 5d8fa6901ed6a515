namespace Skiller.Tests.Http.Sites;

/// <summary>What a site is told when it is made.</summary>
/// <param name="Database">A PostgreSQL's connection string; null: whoever runs it has one of its own.</param>
/// <param name="IsSimulation">Whether limits are off for members of reserved domains.</param>
/// <param name="IsBehindProxy">Whether users are said to reach it elsewhere, over HTTPS.</param>
/// <param name="AllowsPrivateWebhooks">Whether webhooks may lead to this machine.</param>
internal sealed record SiteNeeds(string? Database, bool IsSimulation, bool IsBehindProxy, bool AllowsPrivateWebhooks)
{
    /// <summary>The settings that all nodes of it have, by name.</summary>
    public Dictionary<string, string> Settings() => new(StringComparer.Ordinal)
    {
        ["Skiller__Database"] = Database ?? "",
        ["Skiller__PublicUrl"] = IsBehindProxy ? Site.PublicUrl : "",
        ["Skiller__AllowSimulation"] = IsSimulation ? "true" : "false",
        ["Skiller__AllowPrivateWebhooks"] = AllowsPrivateWebhooks ? "true" : "false",
        ["Skiller__LetterSeconds"] = "1",
        ["Skiller__PasswordIterations"] = IsSimulation ? "1000" : "100000",
    };
}
