using System.Globalization;
using Skiller.Grains.Activity;
using Skiller.Silo.Commands;
using Skiller.Silo.Operations;

namespace Skiller.Silo.DeadLetters;

/// <summary>
/// Has consumers try again what they could not fold, or pass it over for good. Arguments: <c>act</c> (<c>replay</c>, <c>drop</c>), <c>letter</c>
/// (<c>TARGET@POSITION</c>; absent: all), <c>reason</c>.
/// </summary>
internal sealed class DeadLettersOperation(IDeadLetters letters, IGrainFactory grains, TimeProvider clock) : IOperation
{
    private const int Most = 10_000;
    private const int Attempts = 5;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(500);

    public string Name => "dead-letters";

    public async Task<ExitCode> Run(OperationRequest request, IOperationReport report, CancellationToken ct)
    {
        var wanted = request.Arguments.GetValueOrDefault("letter");
        var found = (await letters.List(Most, ct)).Where(letter => wanted is null || IdOf(letter) == wanted).ToList();
        if (found.Count == 0)
        {
            report.Line(wanted is null ? "There is no dead letter." : $"There is no dead letter {wanted}.");
            return wanted is null ? ExitCode.Done : ExitCode.Failed;
        }

        if (request.Arguments["act"] == "drop")
        {
            await letters.Drop(found[0], request.Arguments["reason"], ct);
        }

        var exit = ExitCode.Done;
        foreach (var target in found.Select(static letter => letter.Target).Distinct().Order(StringComparer.Ordinal))
        {
            exit = await Through(target, report, ct) ? exit : ExitCode.Failed;
        }

        return exit;
    }

    /// <summary>What a letter is called.</summary>
    public static string IdOf(DeadLetter letter) => string.Create(CultureInfo.InvariantCulture, $"{letter.Target}@{letter.Position}");

    // Until it has folded what it stands before, or has failed again at the same place.
    private async Task<bool> Through(string target, IOperationReport report, CancellationToken ct)
    {
        var (reached, attempts, fault) = (-1L, 0, "");
        while (attempts < Attempts)
        {
            var progress = await grains.Projection(target).CatchUp(ct);
            await letters.Resolve(target, progress.Written, ct);
            if (progress.IsThrough)
            {
                report.Line(string.Create(CultureInfo.InvariantCulture, $"{target}: folded up to position {progress.Written}."));
                return true;
            }

            (reached, attempts) = progress.Written > reached ? (progress.Written, 0) : (reached, attempts + 1);
            fault = progress.Fault ?? fault;
            await (progress.Fault is null ? Task.CompletedTask : Task.Delay(_pause, clock, ct));
        }

        report.Line(string.Create(CultureInfo.InvariantCulture, $"{target}: still stands behind position {reached}: {fault}"));
        return false;
    }
}
