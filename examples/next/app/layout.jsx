import Link from 'next/link';

import './page.css';

export const metadata = { title: 'Next.js', icons: 'data:,' };

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        <nav>
          <Link href="/">Home</Link> <Link href="/deal">Deal</Link>
        </nav>
        {children}
      </body>
    </html>
  );
}
