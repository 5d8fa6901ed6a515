using Skiller.Grains.Audit;
using Skiller.Storage.Nodes;

namespace Skiller.Silo.Commands;

/// <summary>Writes down in the trail what an operator has had done by a command.</summary>
internal static class OperatorActs
{
    /// <summary>Adds an entry.</summary>
    /// <param name="services">The storage of the command.</param>
    /// <param name="action">A permanent word, such as <c>read-only-on</c>.</param>
    /// <param name="detail">One line more.</param>
    /// <param name="ct">Gives it up.</param>
    public static async Task Audit(this IServiceProvider services, string action, string detail, CancellationToken ct)
    {
        // So that the time is the database's, whatever the operator's machine says.
        await services.GetRequiredService<NodeRows>().ClockAhead(ct);
        await services.GetRequiredService<IAuditTrail>().Note(
            new AuditEntry(
                services.GetRequiredService<TimeProvider>().GetUtcNow(),
                action,
                $"operator {Environment.UserName}@{Environment.MachineName}",
                "",
                detail.ReplaceLineEndings(" "),
                0),
            ct);
    }
}
