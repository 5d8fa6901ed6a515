using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using QRCoder;

namespace Skiller.Web.Accounts;

/// <summary>A text as a picture that telephones read, drawn here: what is in it is a secret and goes to nobody else.</summary>
internal static class QrPicture
{
    /// <summary>An SVG, dark on light in both themes, because readers want it so.</summary>
    public static MarkupString Of(string text, string label)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var side = data.ModuleMatrix.Count;
        var path = new StringBuilder();
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                if (data.ModuleMatrix[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        var name = System.Text.Encodings.Web.HtmlEncoder.Default.Encode(label);
        return new MarkupString(string.Create(
            CultureInfo.InvariantCulture,
            $"<svg class=\"qr\" role=\"img\" aria-label=\"{name}\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\"><path d=\"M0 0h{side}v{side}h-{side}z\" class=\"qr-light\"/><path d=\"{path}\" class=\"qr-dark\"/></svg>"));
    }
}
