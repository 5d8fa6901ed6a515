using Skiller.Contracts;
using Skiller.Contracts.Mail;
using Skiller.Grains.Mail;
using Skiller.Silo.Commands;
using Skiller.Silo.Operations;

namespace Skiller.Silo.Mail;

/// <summary>Sends one mail at once, past the outbox, and tells what came of it. Arguments: <c>address</c>, <c>locale</c>.</summary>
internal sealed class TestMailOperation(MailTest test) : IOperation
{
    public string Name => "test-mail";

    public async Task<ExitCode> Run(OperationRequest request, IOperationReport report, CancellationToken ct)
    {
        var locale = request.Arguments.GetValueOrDefault("locale") == "en" ? Locale.En : Locale.Fr;
        report.Line($"By {(test.Transport.Kind == MailTransportKind.Smtp ? "smtp" : "folder")} {test.Transport.Place}.");
        switch (await test.Send(request.Arguments["address"], locale, ct))
        {
            case MailOutcome.Delivered:
                report.Line("Sent.");
                return ExitCode.Done;
            case MailOutcome.Refused refused:
                report.Line($"Refused: {refused.Reason}.");
                return ExitCode.Failed;
            case MailOutcome.Deferred deferred:
                report.Line($"Not sent: {deferred.Reason}.");
                return ExitCode.Failed;
            default:
                return ExitCode.Failed;
        }
    }
}
