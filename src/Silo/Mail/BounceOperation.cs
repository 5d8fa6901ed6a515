using System.Text;
using Skiller.Contracts;
using Skiller.Silo.Commands;
using Skiller.Silo.Operations;

namespace Skiller.Silo.Mail;

/// <summary>
/// Takes note that nothing reaches some addresses. Arguments: <c>address</c>, or <c>report</c>, what a mail server sent back. An address that is
/// nobody's is no failure, or the mail server that hands on the report would answer itself.
/// </summary>
internal sealed class BounceOperation(IGrainFactory grains) : IOperation
{
    public string Name => "bounce";

    public async Task<ExitCode> Run(OperationRequest request, IOperationReport report, CancellationToken ct)
    {
        if (Addresses(request) is not { Count: > 0 } addresses)
        {
            report.Line("No address: this is no report of a mail that failed for good (RFC 3464).");
            return ExitCode.Done;
        }

        var noted = 0;
        foreach (var address in addresses)
        {
            if (await grains.Directory().FindAddress(address, ct) is { } owner && (await grains.Account(owner).ReportBounce(address, ct)).Refusal is null)
            {
                noted++;
                report.Line($"Member {owner} is sent no more notifications until they prove their address anew.");
            }
        }

        if (noted == 0)
        {
            report.Line("No member has this address.");
        }

        return ExitCode.Done;
    }

    private static IReadOnlyCollection<string> Addresses(OperationRequest request) =>
        request.Arguments.TryGetValue("address", out var address) ? [address]
        : request.Arguments.TryGetValue("report", out var text) ? BounceReport.Failed(Encoding.UTF8.GetBytes(text))
        : [];
}
