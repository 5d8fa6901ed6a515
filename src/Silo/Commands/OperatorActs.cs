using Skiller.Grains.Audit;

namespace Skiller.Silo.Commands;

/// <summary>Writes down in the trail what an operator has had done by a command.</summary>
internal static class OperatorActs
{
    /// <summary>Adds an entry.</summary>
    /// <param name="services">The storage of the command.</param>
    /// <param name="action">A permanent word, such as <c>read-only-on</c>.</param>
    /// <param name="detail">One line more.</param>
    /// <param name="ct">Gives it up.</param>
    public static Task Audit(this IServiceProvider services, string action, string detail, CancellationToken ct) =>
        services.GetRequiredService<IAuditTrail>().Note(
            new AuditEntry(
                services.GetRequiredService<TimeProvider>().GetUtcNow(),
                action,
                $"operator {Environment.UserName}@{Environment.MachineName}",
                "",
                detail.ReplaceLineEndings(" "),
                0),
            ct);
}
